/**
 * What a scenario has measured until now, round by round or rate by rate, and the findings that it comes to.
 *
 * <p>Knows statistics and the report, and nothing of how anything is measured. Called by the scenarios alone.
 */
@NullMarked
package io.maskstream.bench.scenario.tally;

import org.jspecify.annotations.NullMarked;
