/**
 * What is remembered of an image until its outcome is safe, and in which bytes. Knows no other room; the window fills its store, and the
 * topology keeps it in Kafka Streams.
 */
@NullMarked
package io.maskstream.worker.window.pending;

import org.jspecify.annotations.NullMarked;
