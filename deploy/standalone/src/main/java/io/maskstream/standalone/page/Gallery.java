package io.maskstream.standalone.page;

import io.maskstream.schemas.event.ClassArea;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every image beside its mask and overlay. */
final class Gallery {
    private final List<Picture> pictures;
    private final Map<Integer, ClassShare> legend;

    Gallery(List<Picture> pictures, List<ClassShare> legend) {
        this.pictures = pictures;
        this.legend =
                legend.stream().collect(Collectors.toMap(ClassShare::id, share -> share, (first, second) -> first));
    }

    String html() {
        StringBuilder html = new StringBuilder();
        for (Picture picture : pictures) {
            html.append(card(picture));
        }
        return html.toString();
    }

    private String card(Picture picture) {
        String name = Html.escape(picture.imageId());
        // Panoramas and banners keep a place on the page; within it they are shown whole.
        double aspect = Math.min(3, Math.max(0.4, (double) picture.width() / picture.height()));
        return """
                <article class="card" data-name="%s" style="--a:%s">\
                <button class="trio" aria-label="Enlarge %s">%s%s%s</button>\
                <footer><h3 title="%s">%s</h3><span>%d × %d</span></footer>\
                <div class="shares">%s</div></article>
                """.formatted(
                        name,
                        String.format(Locale.ROOT, "%.4f", aspect),
                        name,
                        panel("image", picture.image(), "Image " + picture.imageId()),
                        panel("mask", picture.mask(), "Mask of " + picture.imageId()),
                        panel("overlay", picture.overlay(), "Overlay of " + picture.imageId()),
                        name,
                        name,
                        picture.width(),
                        picture.height(),
                        shares(picture.classes()));
    }

    private static String panel(String kind, @Nullable String path, String words) {
        return path == null
                ? "<span class=\"%s missing\">no %s</span>".formatted(kind, kind)
                : "<img class=\"%s\" src=\"%s\" alt=\"%s\" loading=\"lazy\" decoding=\"async\">"
                        .formatted(kind, Html.link(path), Html.escape(words));
    }

    private String shares(List<ClassArea> classes) {
        StringBuilder html = new StringBuilder();
        for (ClassArea area : classes) {
            ClassShare entry = legend.get(area.id());
            html.append("<i style=\"flex-grow:%s;background:%s\" title=\"%s %s\"></i>"
                    .formatted(
                            String.format(Locale.ROOT, "%.4f", area.fraction()),
                            entry == null ? "transparent" : Html.colour(entry.colour()),
                            Html.escape(area.name()),
                            Numbers.percent(area.fraction())));
        }
        return html.toString();
    }
}
