/** What the web writes and several rooms read: addresses, and how long a server wants to be left alone. Knows nothing of who asks. */
@NullMarked
package io.maskstream.worker.web;

import org.jspecify.annotations.NullMarked;
