package dev.slipway.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Function;

/** A port of which one method lies, and all others tell the truth. */
final class Lie {

  /** What is to be called. */
  interface Truth {
    /** What the port really answers. */
    Object tell();
  }

  private Lie() {}

  /**
   * A lying port.
   *
   * @param port its interface
   * @param real the port
   * @param method the method that lies
   * @param lie what it says instead
   */
  static <T> T of(Class<T> port, T real, String method, Function<Truth, Object> lie) {
    if (Arrays.stream(port.getMethods()).noneMatch(it -> it.getName().equals(method))) {
      throw new IllegalArgumentException(port + " has no method " + method);
    }
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              Truth truth = () -> call(real, called, arguments);
              return called.getName().equals(method) ? lie.apply(truth) : truth.tell();
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
