package io.maskstream.trainer.download;

import java.net.URI;
import java.util.List;

/**
 * A file that is fetched.
 *
 * @param bytes its whole size
 * @param md5 of the whole file, in hexadecimal: the checksum that those who publish loaders of the set pin; it tells a damaged file, and
 *     is no protection against a forged one, for which there is https
 * @param folder what it unpacks to
 */
public record Archive(String name, long bytes, String md5, String folder) {
    /** Where the set's authors keep it: where their page leads to, and where it was for years. */
    public static final List<URI> OFFICIAL = List.of(
            URI.create("https://thor.robots.ox.ac.uk/~vgg/data/pets/"),
            URI.create("https://www.robots.ox.ac.uk/~vgg/data/pets/data/"));
    /** Photographs and trimaps of Oxford-IIIT Pets. */
    public static final List<Archive> PETS = List.of(
            new Archive("annotations.tar.gz", 19_173_078, "95a8c909bbe2e81eed6a22bccdf3f68f", "annotations"),
            new Archive("images.tar.gz", 791_918_971, "5c4f3ee8e5d25df40f4fd59a7f44e54c", "images"));
}
