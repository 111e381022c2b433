using System.Globalization;

namespace Dashboard.Core.Reports;

/// <summary>A sentence of a summary.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Figures">The names of the figures that it is made of, at least one; see <see cref="FigureNames"/>.</param>
public sealed record SummarySentence(string Text, IReadOnlyList<string> Figures)
{
    /// <summary>The sentence of an interpolated text: each <see cref="Said"/> in it is a figure, and there must be one.</summary>
    /// <exception cref="ArgumentException">There is no figure in it.</exception>
    internal static SummarySentence Of(FormattableString text)
    {
        var figures = text.GetArguments().OfType<Said>().Select(s => s.Name).Distinct(StringComparer.Ordinal).ToList();
        if (figures.Count == 0) throw new ArgumentException("A sentence is made of figures.", nameof(text));
        return new SummarySentence(text.ToString(CultureInfo.InvariantCulture), figures);
    }
}

/// <summary>A figure in words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Words">How it is said.</param>
internal sealed record Said(string Name, string Words)
{
    /// <summary>A number with its noun: "1 app", "12 apps".</summary>
    public static Said Count(string name, int count, string one, string many) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}"));

    /// <summary>A number.</summary>
    public static Said Number(string name, decimal number) => new(name, number.ToString("#,0.##", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => Words;
}
