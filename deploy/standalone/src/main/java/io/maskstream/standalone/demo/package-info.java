/**
 * The demo: a broker, workers, images in, masks out, and a page that shows them.
 *
 * <p>Wires the other rooms in the order of the story. Called by the command line alone.
 */
@NullMarked
package io.maskstream.standalone.demo;

import org.jspecify.annotations.NullMarked;
