package io.maskstream.standalone.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code index.html}: one file without scripts, styles or pictures from elsewhere, that works where it lies.
 *
 * @param heading such as the folder of the images
 * @param generated date and time, in words
 * @param legend classes in order of id
 */
public record ResultsPage(
        String heading,
        String generated,
        RunSummary summary,
        List<ClassShare> legend,
        List<Picture> pictures,
        List<FailureEvent> failures) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    public ResultsPage {
        legend = List.copyOf(legend);
        pictures = List.copyOf(pictures);
        failures = List.copyOf(failures);
    }

    /** The whole page. */
    public String html() {
        Map<String, String> parts = Map.of(
                "heading", Html.escape(heading),
                "generated", Html.escape(generated),
                "headline", headline(),
                "lead", lead(),
                "tiles", tiles(),
                "stages", new StageTable(summary.stages()).html(),
                "classes", classes(),
                "failures", failures.isEmpty() ? "" : failureList(),
                "gallery", new Gallery(pictures, legend).html(),
                "facts", facts());
        return PLACEHOLDER.matcher(template()).replaceAll(found -> {
            String part = parts.get(found.group(1));
            if (part == null) {
                throw new IllegalStateException("the page's template asks for an unknown part: " + found.group(1));
            }
            return Matcher.quoteReplacement(part);
        });
    }

    private String headline() {
        return "%s, <em>%s</em>".formatted(Numbers.of(summary.images(), "image"), Numbers.of(summary.masks(), "mask"));
    }

    private String lead() {
        String model = summary.model().isEmpty()
                ? ""
                : "by <b>%s</b> ".formatted(Html.escape(summary.model().replace(':', ' ')));
        return "Segmented %son %s, %s images a second."
                .formatted(model, Numbers.of(summary.workers(), "worker"), Numbers.rate(summary.imagesPerSecond()));
    }

    private String tiles() {
        Percentiles total = summary.stages().getOrDefault(Stage.INFERENCE.wireName(), new Percentiles(0, 0, 0));
        int failed = summary.failed();
        return tile("Images", Numbers.count(summary.images()), "")
                + tile("Masks", Numbers.count(summary.masks()), "")
                + tile("Failures", Numbers.count(failed), failed == 0 ? "good" : "bad")
                + tile("Images a second", Numbers.rate(summary.imagesPerSecond()), "")
                + tile("Inference, median", Numbers.millis(total.p50()), "");
    }

    private static String tile(String title, String figure, String style) {
        return "<div class=\"tile %s\"><dt>%s</dt><dd>%s</dd></div>\n".formatted(style, title, figure);
    }

    private String facts() {
        return fact("Model", summary.model().replace(':', ' '))
                + fact("Workers", Numbers.count(summary.workers()))
                + fact("Wall time", Numbers.seconds(summary.wallSeconds()))
                + fact("Machine", summary.machine());
    }

    private static String fact(String title, String text) {
        return "<dt>%s</dt><dd>%s</dd>\n".formatted(title, Html.escape(text));
    }

    private String classes() {
        StringBuilder html = new StringBuilder();
        for (ClassShare share : legend) {
            html.append("<li><i style=\"background:%s\"></i><span>%s</span><b>%s</b></li>\n"
                    .formatted(
                            Html.colour(share.colour()),
                            Html.escape(share.name()),
                            Numbers.percent(share.meanShare())));
        }
        return html.toString();
    }

    private String failureList() {
        StringBuilder html =
                new StringBuilder("<section class=\"panel failures\"><h2>Without a mask</h2><p class=\"reasons\">");
        summary.failures()
                .forEach((reason, number) -> html.append(
                        "<span>%s <b>%s</b></span> ".formatted(Html.escape(reason), Numbers.count(number))));
        html.append("</p><ul>\n");
        for (FailureEvent failure : failures) {
            html.append("<li><h3>%s</h3><code>%s</code><p>%s</p></li>\n"
                    .formatted(Html.escape(failure.imageId()), failure.reason().name(), Html.escape(failure.detail())));
        }
        return html.append("</ul></section>\n").toString();
    }

    private static String template() {
        try (InputStream stream = ResultsPage.class.getResourceAsStream("page.html")) {
            if (stream == null) {
                throw new IllegalStateException("page.html is missing beside " + ResultsPage.class);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
