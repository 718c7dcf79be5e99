package dev.slipway.simulation.mutation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Function;

/** A port of which one method lies, and all others tell the truth. */
final class PortOverride {

  /** What is to be called. */
  interface OriginalCall {
    /** What the port really answers. */
    Object call();
  }

  private PortOverride() {}

  /**
   * A lying port.
   *
   * @param port its interface
   * @param real the port
   * @param method the method that lies
   * @param lie what it says instead
   */
  static <T> T of(Class<T> port, T real, String method, Function<OriginalCall, Object> lie) {
    if (Arrays.stream(port.getMethods()).noneMatch(it -> it.getName().equals(method))) {
      throw new IllegalArgumentException(port + " has no method " + method);
    }
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              OriginalCall truth = () -> call(real, called, arguments);
              return called.getName().equals(method) ? lie.apply(truth) : truth.call();
            }));
  }

  private static Object call(Object real, Method called, Object[] arguments) {
    try {
      return called.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (e.getCause() instanceof Error thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
