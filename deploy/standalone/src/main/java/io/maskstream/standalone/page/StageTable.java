package io.maskstream.standalone.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Percentiles of each stage, a row each, with bars. The stages of work share one scale; waiting and total have their own. */
final class StageTable {
    private static final Percentiles NOTHING = new Percentiles(0, 0, 0);

    private final Map<String, Percentiles> stages;

    StageTable(Map<String, Percentiles> stages) {
        this.stages = stages;
    }

    String html() {
        return rows(Stream.of(Stage.values()).filter(Stage::isWork).toList(), "work")
                + rows(
                        Stream.of(Stage.values())
                                .filter(stage -> !stage.isWork())
                                .toList(),
                        "whole");
    }

    private String rows(List<Stage> group, String style) {
        double longest =
                group.stream().mapToDouble(stage -> of(stage).p99()).max().orElse(0);
        StringBuilder html = new StringBuilder("<tbody class=\"" + style + "\">");
        for (Stage stage : group) {
            Percentiles time = of(stage);
            html.append("""
                    <tr><th scope="row">%s <small>%s</small></th>\
                    <td class="bar"><span class="track"><i style="width:%s"></i><i style="width:%s"></i><i style="width:%s"></i></span></td>\
                    <td>%s</td><td>%s</td><td>%s</td></tr>
                    """.formatted(
                            Html.escape(stage.title()),
                            Html.escape(stage.meaning()),
                            width(time.p99(), longest),
                            width(time.p95(), longest),
                            width(time.p50(), longest),
                            Numbers.millis(time.p50()),
                            Numbers.millis(time.p95()),
                            Numbers.millis(time.p99())));
        }
        return html.append("</tbody>\n").toString();
    }

    private Percentiles of(Stage stage) {
        return stages.getOrDefault(stage.wireName(), NOTHING);
    }

    private static String width(double value, double longest) {
        return String.format(Locale.ROOT, "%.1f%%", longest > 0 ? 100 * value / longest : 0);
    }
}
