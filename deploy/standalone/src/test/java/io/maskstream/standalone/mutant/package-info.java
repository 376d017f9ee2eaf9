/**
 * Image files that are almost right: valid originals, and what a seeded generator makes of them.
 *
 * <p>Knows nothing of Kafka or workers. Used by {@code MutantsIT}.
 */
@NullMarked
package io.maskstream.standalone.mutant;

import org.jspecify.annotations.NullMarked;
