package io.maskstream.trainer.cli;

import io.maskstream.trainer.download.Archive;
import io.maskstream.trainer.download.Download;
import io.maskstream.trainer.download.Unpacked;
import io.maskstream.trainer.download.Unpacking;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The official archives, here and unpacked. */
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        description = {
            "Download Oxford-IIIT Pets (811 MB) from where its authors keep it, and unpack it.",
            "Goes on where it stopped. What is here and whole is not fetched again.",
            "CC BY-SA 4.0; Parkhi, Vedaldi, Zisserman, Jawahar, 2012."
        })
final class FetchCommand implements Callable<Integer> {
    @Option(names = "--to", paramLabel = "DIR", description = "Where it goes (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("pets");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Folder of the two archives, such as a mirror's (default: its authors').")
    private @Nullable URI url;

    private final Console console;
    private final List<Archive> archives;
    private final Download download;

    FetchCommand(Console console, List<Archive> archives, Download download) {
        this.console = console;
        this.archives = archives;
        this.download = download;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        requireSpace();
        for (Archive archive : archives) {
            Path file = folder.resolve(archive.name());
            fetch(archive, file);
            if (Unpacked.isThere(archive, folder)) {
                console.print(
                        "%s  whole, and unpacked before to %s%n".formatted(file, folder.resolve(archive.folder())));
                continue;
            }
            try (var bar = console.bar("unpacking " + archive.name(), -1)) {
                Unpacking.PETS.unpack(file, folder, archive.folder(), bar::to);
            }
            Unpacked.remember(archive, folder);
            console.print("%s  whole, unpacked to %s%n".formatted(file, folder.resolve(archive.folder())));
        }
        console.print("next: ./maskstream dataset show --data %s%n".formatted(Console.quoted(folder)));
        return 0;
    }

    private void fetch(Archive archive, Path file) throws IOException, InterruptedException {
        if (Download.whole(archive, file)) {
            return;
        }
        try (var bar = console.bar(archive.name(), archive.bytes())) {
            download.fetch(places(archive), archive, file, new Download.Listener() {
                @Override
                public void fetched(long bytes) {
                    bar.to(bytes);
                }

                @Override
                public void again(String why) {
                    console.warn(why);
                }
            });
        }
    }

    private List<URI> places(Archive archive) {
        List<URI> folders = url == null ? Archive.OFFICIAL : List.of(url);
        return folders.stream()
                .map(place -> place.toString().endsWith("/") ? place.toString() : place + "/")
                .map(place -> URI.create(place + archive.name()))
                .toList();
    }

    /** An archive of JPEGs is as large as what it holds. */
    private void requireSpace() throws IOException {
        long wanted = 0;
        for (Archive archive : archives) {
            wanted += archive.bytes() - Math.min(archive.bytes(), Download.fetched(folder.resolve(archive.name())));
            wanted += Unpacked.isThere(archive, folder) ? 0 : archive.bytes();
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < wanted) {
            throw new IOException("%s has %,d MB free, and %,d are needed: make room, or give another --to"
                    .formatted(folder, free / 1_000_000, wanted / 1_000_000));
        }
    }
}
