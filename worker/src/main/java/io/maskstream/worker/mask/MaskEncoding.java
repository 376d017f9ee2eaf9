package io.maskstream.worker.mask;

/** How a mask is written into its event. */
public enum MaskEncoding {
    /** Indexed PNG in Base64. */
    PNG("png"),
    /** COCO run lengths, one list for each class. */
    COCO_RLE("coco-rle");

    private final String wireName;

    MaskEncoding(String wireName) {
        this.wireName = wireName;
    }

    /** The name in events and in settings. */
    public String wireName() {
        return wireName;
    }
}
