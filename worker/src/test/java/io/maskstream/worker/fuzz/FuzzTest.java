package io.maskstream.worker.fuzz;

import org.junit.jupiter.api.Test;

/** A short look with every build; {@link GuidedFuzzTest} looks for longer, and guided. */
final class FuzzTest {
    @Test
    void shouldDecodeOrRefuseAnyBytesWithinWhatTheHeaderPromises() throws Exception {
        Fuzz.ofFiles("image").run(ImageTarget::fuzzerTestOneInput);
    }

    @Test
    void shouldReadOrRefuseAnyEvent() throws Exception {
        Fuzz.ofFiles("event").run(EventTarget::fuzzerTestOneInput);
    }

    @Test
    void shouldShowNoUriWithItsCredentials() throws Exception {
        Fuzz.ofLines("uri").run(UriTarget::fuzzerTestOneInput);
    }

    @Test
    void shouldSpellAnyWebAddressAsOneThatIsReadAlike() throws Exception {
        Fuzz.ofLines("web").run(WebTarget::fuzzerTestOneInput);
    }
}
