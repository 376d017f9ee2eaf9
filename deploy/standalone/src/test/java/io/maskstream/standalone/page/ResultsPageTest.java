package io.maskstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResultsPageTest {
    private static final String EVIL = "\"><script>alert('x')</script>&{{machine}}";

    @Test
    void shouldShowAnImageBesideItsMaskAndOverlay() {
        // When
        String page = page(picture("a cat", "images/a cat.jpg", "overlays/a cat.jpg"), List.of());
        // Then
        assertThat(page)
                .contains("src=\"./images/a%20cat.jpg\"", "src=\"./masks/m.png\"", "src=\"./overlays/a%20cat.jpg\"")
                .contains("alt=\"Mask of a cat\"", "400 × 300", "background:#ff8c1a")
                .contains("1 image, <em>1 mask</em>");
    }

    @Test
    void shouldSayWhereAnImageCannotBeShown() {
        assertThat(page(picture("web", null, null), List.of())).contains("no image", "no overlay");
    }

    @Test
    void shouldSayWhereAMaskCannotBeShown() {
        // Given
        var elsewhere = new Picture("cat", 400, 300, "images/cat.jpg", null, null, List.of());
        // When / Then
        assertThat(page(elsewhere, List.of())).contains("no mask", "no overlay").doesNotContain("src=\"./masks/");
    }

    @Test
    void shouldEscapeWhateverCameFromOutside() {
        // Given
        FailureEvent failure = new FailureEvent(
                EVIL,
                null,
                FailureReason.NOT_FOUND,
                "No file " + EVIL,
                1,
                new SourceRecord("images", 0, 0),
                Instant.EPOCH,
                Map.of());
        // When
        String page = page(picture(EVIL, "images/" + EVIL, null), List.of(failure));
        // Then
        assertThat(page).doesNotContain("<script>alert", "alert('x')").contains("&lt;script&gt;alert(&#39;x&#39;)");
        assertThat(page).as("a name is not a placeholder").contains("&amp;{{machine}}");
    }

    @Test
    void shouldLoadNothingFromElsewhere() {
        String page = page(picture("cat", "images/cat.jpg", "overlays/cat.jpg"), List.of());
        assertThat(page.replace("http://www.w3.org/2000/svg", "").replace("xmlns='http:", ""))
                .doesNotContain("http:", "https:", "src=\"//", "@import");
    }

    /** Text of this size is read by weak eyes at a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3). */
    @ParameterizedTest
    @CsvSource({"soft, ground", "soft, surface", "soft, matte", "faint, ground", "faint, surface", "bad, surface"})
    void shouldHaveTextThatStandsOutFromWhatIsBehindIt(String text, String behind) {
        // Given
        String page = page(picture("cat", null, null), List.of());
        List<Integer> inks = colours(page, text);
        List<Integer> grounds = colours(page, behind);
        // When / Then: by day and by night
        assertThat(inks).hasSize(2).hasSameSizeAs(grounds);
        for (int i = 0; i < inks.size(); i++) {
            double one = luminance(inks.get(i)) + 0.05;
            double other = luminance(grounds.get(i)) + 0.05;
            assertThat(Math.max(one, other) / Math.min(one, other)).isGreaterThanOrEqualTo(4.5);
        }
    }

    private static List<Integer> colours(String page, String name) {
        return Pattern.compile("--" + name + ": #([0-9a-f]+);")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .map(hex -> hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex)
                .map(hex -> Integer.parseInt(hex, 16))
                .toList();
    }

    /** Relative luminance, as WCAG 2.2 defines it. */
    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static String page(Picture picture, List<FailureEvent> failures) {
        RunSummary summary =
                RunSummary.of(1, 1, failures, List.of(), new RunSummary.Timing(1, 2), "lesson:1", 2, "a machine");
        return new ResultsPage(
                        "Pets",
                        "today",
                        summary,
                        List.of(new ClassShare(0, "pet", 0xFF8C1A, 0.5)),
                        List.of(picture),
                        failures)
                .html();
    }

    private static Picture picture(String name, @Nullable String image, @Nullable String overlay) {
        return new Picture(
                name,
                400,
                300,
                image,
                "masks/m.png",
                overlay,
                List.of(new ClassArea(0, "pet", 60_000, 0.5, List.of(0, 0, 10, 10), 0.9)));
    }
}
