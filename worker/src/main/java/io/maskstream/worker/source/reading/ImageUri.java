package io.maskstream.worker.source.reading;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.web.UriText;
import java.net.URI;
import java.net.URISyntaxException;

/** The URI of a reference, as a URI. */
public final class ImageUri {
    private ImageUri() {}

    /** @throws SourceException (INVALID_EVENT) where it is none; the message says at which character */
    public static URI parse(String uri) throws SourceException {
        try {
            return UriText.read(uri);
        } catch (URISyntaxException e) {
            throw new SourceException(
                    FailureReason.INVALID_EVENT,
                    "%s is not a URI (%s at character %d); percent-encode spaces and special characters, a space as %%20."
                            .formatted(PublicUri.quoted(uri), e.getReason(), e.getIndex() + 1));
        }
    }
}
