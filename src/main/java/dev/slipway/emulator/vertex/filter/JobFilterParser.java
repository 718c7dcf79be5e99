package dev.slipway.emulator.vertex.filter;

import com.google.cloud.aiplatform.v1.CustomJob;
import dev.slipway.emulator.vertex.filter.JobFilterToken.TokenKind;
import java.util.List;
import java.util.function.Predicate;

/**
 * Recursive descent over a filter's tokens.
 *
 * <pre>{@code
 * filter     = [ expression ] END
 * expression = factor { "AND" factor }
 * factor     = term { "OR" term }
 * term       = [ "NOT" ] ( "(" expression ")" | comparison )
 * comparison = field operator value
 * field      = WORD | WORD STRING          (labels."a key": the word ends in a dot)
 * value      = WORD | STRING
 * }</pre>
 */
final class JobFilterParser {

  private final List<JobFilterToken> tokens;
  private int at;

  JobFilterParser(List<JobFilterToken> tokens) {
    this.tokens = tokens;
  }

  Predicate<CustomJob> parse() {
    if (peek().kind() == TokenKind.END) {
      return job -> true;
    }
    Predicate<CustomJob> filter = expression();
    if (peek().kind() != TokenKind.END) {
      throw unexpected("AND, OR or the end");
    }
    return filter;
  }

  private Predicate<CustomJob> expression() {
    Predicate<CustomJob> all = factor();
    while (takeWord("AND")) {
      all = all.and(factor());
    }
    return all;
  }

  private Predicate<CustomJob> factor() {
    Predicate<CustomJob> any = term();
    while (takeWord("OR")) {
      any = any.or(term());
    }
    return any;
  }

  private Predicate<CustomJob> term() {
    if (takeWord("NOT")) {
      return simple().negate();
    }
    return simple();
  }

  private Predicate<CustomJob> simple() {
    if (peek().kind() != TokenKind.OPEN) {
      return comparison();
    }
    at++;
    Predicate<CustomJob> inner = expression();
    take(TokenKind.CLOSE, "AND, OR or ')'");
    return inner;
  }

  private Predicate<CustomJob> comparison() {
    JobFilterToken field = take(TokenKind.WORD, "a field");
    String name = field.text();
    if (name.endsWith(".")
        && peek().kind() == TokenKind.STRING
        && peek().position() == field.end()) {
      name += peek().text();
      at++;
    }
    JobFilterToken operator = take(TokenKind.OPERATOR, "an operator");
    JobFilterToken value = peek();
    if (value.kind() != TokenKind.WORD && value.kind() != TokenKind.STRING) {
      throw unexpected("a value");
    }
    at++;
    return new JobFilterComparison(name, field.position(), operator, value).predicate();
  }

  private JobFilterToken peek() {
    return tokens.get(at);
  }

  private boolean takeWord(String word) {
    if (!peek().isWord(word)) {
      return false;
    }
    at++;
    return true;
  }

  private JobFilterToken take(TokenKind kind, String expected) {
    JobFilterToken token = peek();
    if (token.kind() != kind) {
      throw unexpected(expected);
    }
    at++;
    return token;
  }

  private IllegalArgumentException unexpected(String expected) {
    return JobFilter.error(
        peek().position(), "%s is expected, not %s".formatted(expected, peek().shown()));
  }
}
