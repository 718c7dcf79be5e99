package dev.slipway.simulation.mutation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Function;

/** A port of which one method is replaced; all others answer as they do. */
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
   * @param method the method that is replaced
   * @param replacement what it answers instead
   */
  static <T> T of(
      Class<T> port, T real, String method, Function<OriginalCall, Object> replacement) {
    if (Arrays.stream(port.getMethods()).noneMatch(it -> it.getName().equals(method))) {
      throw new IllegalArgumentException(port + " has no method " + method);
    }
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              OriginalCall original = () -> call(real, called, arguments);
              return called.getName().equals(method)
                  ? replacement.apply(original)
                  : original.call();
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
