package io.maskstream.worker.source.reading;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.policy.Refusal;

/** What the policy refuses, as it is told to who sent the reference. */
public final class Refusals {
    private Refusals() {}

    public static SourceException of(Refusal refusal, String uri) {
        var reason =
                switch (refusal.kind()) {
                    case FORBIDDEN -> FailureReason.FORBIDDEN;
                    case AMBIGUOUS -> FailureReason.INVALID_EVENT;
                    case ABSENT -> FailureReason.NOT_FOUND;
                };
        return new SourceException(reason, "%s %s.".formatted(PublicUri.quoted(uri), refusal.what()));
    }
}
