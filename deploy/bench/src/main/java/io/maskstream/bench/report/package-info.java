/**
 * What a run tells: results by name, the machine and settings that they belong to, as a table, as JSON, and as plots.
 *
 * <p>Knows neither scenarios nor Kafka. Called by the command, and by the scenarios for the values that they return.
 */
@NullMarked
package io.maskstream.bench.report;

import org.jspecify.annotations.NullMarked;
