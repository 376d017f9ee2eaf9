/**
 * Worker processes: started together, ready together, and started again when one dies.
 *
 * <p>Knows the worker by its command line alone. The demo has one fleet.
 */
@NullMarked
package io.maskstream.standalone.fleet;

import org.jspecify.annotations.NullMarked;
