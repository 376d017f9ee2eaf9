/**
 * What a worker may read, whatever a reference asks for: folders, hosts, ports, addresses.
 *
 * <p>Plain rules over names and addresses; connects to nothing. Called by the sources, before they open anything and again for each hop.
 */
@NullMarked
package io.maskstream.worker.source.policy;

import org.jspecify.annotations.NullMarked;
