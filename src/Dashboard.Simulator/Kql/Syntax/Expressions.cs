using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Syntax;

/// <summary>A scalar expression, with the place of its first telling token.</summary>
internal abstract record Expression(Spot Spot);

internal sealed record LiteralExpression(object? Value, KqlType Type, Spot Spot) : Expression(Spot);

internal sealed record NameExpression(string Name, Spot Spot) : Expression(Spot);

/// <summary><c>target.name</c> or <c>target['name']</c>.</summary>
internal sealed record MemberExpression(Expression Target, string Name, Spot Spot) : Expression(Spot);

/// <summary><c>target[index]</c> with an index that is not a literal name.</summary>
internal sealed record IndexExpression(Expression Target, Expression Index, Spot Spot) : Expression(Spot);

internal sealed record NegateExpression(Expression Operand, Spot Spot) : Expression(Spot);

internal sealed record BinaryExpression(string Operator, Expression Left, Expression Right, Spot Spot) : Expression(Spot);

/// <summary><c>left in (…)</c> and its relatives, and <c>has_any</c>.</summary>
internal sealed record ListExpression(string Operator, Expression Left, IReadOnlyList<Expression> Items, Spot Spot) : Expression(Spot);

internal sealed record CallExpression(string Function, IReadOnlyList<Expression> Arguments, Spot Spot) : Expression(Spot);
