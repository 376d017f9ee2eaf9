/**
 * The worker under test: a process that is started as a user would start it, and what can be seen of it from outside.
 *
 * <p>Knows the worker by its command line, its first line and its HTTP endpoint alone. Called by the scenarios.
 */
@NullMarked
package io.maskstream.bench.worker;

import org.jspecify.annotations.NullMarked;
