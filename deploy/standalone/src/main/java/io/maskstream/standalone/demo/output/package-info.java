/**
 * The folder that a demo leaves: pictures, figures, and the page that shows them.
 *
 * <p>Knows the page and the events, and neither the broker nor the workers. Called by the demo alone.
 */
@NullMarked
package io.maskstream.standalone.demo.output;

import org.jspecify.annotations.NullMarked;
