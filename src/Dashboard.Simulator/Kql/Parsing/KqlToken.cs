namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>What the tokenizer tells apart. Keywords are contextual, so they are words.</summary>
internal enum KqlToken
{
    /// <summary>A name or keyword, also <c>project-away</c>, <c>in~</c>, <c>!has</c> and <c>$left</c>.</summary>
    Word,
    Text,
    Number,
    Span,

    /// <summary><c>dynamic(…)</c>, <c>datetime(…)</c> and the like: raw text up to the matching bracket.</summary>
    Typed,
    Pipe,
    Comma,
    Dot,

    /// <summary>The two dots of <c>between (a .. b)</c>.</summary>
    Range,
    Open,
    Close,
    OpenSquare,
    CloseSquare,
    Assign,
    Comparison,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
}
