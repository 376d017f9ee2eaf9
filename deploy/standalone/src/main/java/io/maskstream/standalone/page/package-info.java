/**
 * The page of results: figures of a run, and the HTML that shows them beside the pictures.
 *
 * <p>Knows the events and neither Kafka nor the demo. Whatever came from outside, names above all, is escaped here.
 */
@NullMarked
package io.maskstream.standalone.page;

import org.jspecify.annotations.NullMarked;
