/**
 * What is measured, and how: a class for each scenario.
 *
 * <p>Contestants take turns within one run, since machines are noisy and what was measured on another day is not comparable. Knows all
 * rooms but the command; called by the command alone.
 */
@NullMarked
package io.maskstream.bench.scenario;

import org.jspecify.annotations.NullMarked;
