/**
 * Records as they come and go: what is read of one of the images topic, what is kept of it, and which headers an outcome carries.
 */
@NullMarked
package io.maskstream.worker.topology.records;

import org.jspecify.annotations.NullMarked;
