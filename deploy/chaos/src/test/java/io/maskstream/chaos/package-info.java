/**
 * Workers, brokers and sources are disturbed while events run through, and the verifier says what became of each.
 *
 * <p>Short runs with every build, long ones with the profile chaos. Seeds are printed: -Dchaos.seed=N repeats a run as far as chance allows.
 */
@NullMarked
package io.maskstream.chaos;

import org.jspecify.annotations.NullMarked;
