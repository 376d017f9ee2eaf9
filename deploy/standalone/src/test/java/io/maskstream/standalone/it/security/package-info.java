/**
 * Maskstream against a broker with TLS, logins and rights: how a connection is secured, and what each role may do.
 *
 * <p>The embedded broker, secured by the test; programs in processes of their own.
 */
@NullMarked
package io.maskstream.standalone.it.security;

import org.jspecify.annotations.NullMarked;
