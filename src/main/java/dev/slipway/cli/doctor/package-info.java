/** {@code slipway doctor}: asks the services what a deployment needs of them. */
@NullMarked
package dev.slipway.cli.doctor;

import org.jspecify.annotations.NullMarked;
