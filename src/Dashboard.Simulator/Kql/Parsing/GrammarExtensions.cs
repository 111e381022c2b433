using Superpower;

namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>What the parser library lacks for nullable reference types.</summary>
internal static class GrammarExtensions
{
    /// <summary>The parser's value, or null when it does not apply.</summary>
    public static TokenListParser<KqlToken, T?> OrNull<T>(this TokenListParser<KqlToken, T> parser)
        where T : class =>
        parser.Select(T? (value) => value).OptionalOrDefault();
}
