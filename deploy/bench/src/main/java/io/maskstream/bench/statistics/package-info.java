/**
 * What a scenario makes of its raw figures: medians, rates, trends.
 *
 * <p>Plain arithmetic, knows no other room. Called by the scenarios.
 */
@NullMarked
package io.maskstream.bench.statistics;

import org.jspecify.annotations.NullMarked;
