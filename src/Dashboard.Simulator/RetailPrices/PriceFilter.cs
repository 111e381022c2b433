using System.Text;
using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.RetailPrices;

/// <summary>
/// The filters of the price service: <c>field eq 'value'</c>, <c>ne</c>, <c>contains(field, 'value')</c>, <c>startswith</c>,
/// <c>and</c>, <c>or</c> and parentheses.
/// </summary>
internal sealed class PriceFilter
{
    // The field of the type has another name in filters.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["armRegionName"] = "armRegionName",
        ["location"] = "location",
        ["meterId"] = "meterId",
        ["meterName"] = "meterName",
        ["productId"] = "productId",
        ["skuId"] = "skuId",
        ["productName"] = "productName",
        ["skuName"] = "skuName",
        ["serviceName"] = "serviceName",
        ["serviceId"] = "serviceId",
        ["serviceFamily"] = "serviceFamily",
        ["priceType"] = "type",
        ["armSkuName"] = "armSkuName",
        ["currencyCode"] = "currencyCode",
    };

    private readonly List<string> words;
    private readonly StringComparison comparison;
    private int at;

    private PriceFilter(string text, bool caseSensitive) =>
        (words, comparison) = (Words(text), caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>The items that a filter lets through.</summary>
    /// <exception cref="ArmError">The filter is not understood.</exception>
    public static Func<Bag, bool> Parse(string text, bool caseSensitive)
    {
        if (text.Length == 0)
        {
            return _ => true;
        }

        var filter = new PriceFilter(text, caseSensitive);
        var holds = filter.Or();
        return filter.at == filter.words.Count ? holds : throw Bad();
    }

    private Func<Bag, bool> Or()
    {
        var left = And();
        while (Takes("or"))
        {
            var (one, other) = (left, And());
            left = item => one(item) || other(item);
        }

        return left;
    }

    private Func<Bag, bool> And()
    {
        var left = Term();
        while (Takes("and"))
        {
            var (one, other) = (left, Term());
            left = item => one(item) && other(item);
        }

        return left;
    }

    private Func<Bag, bool> Term()
    {
        if (Takes("("))
        {
            var inner = Or();
            Demand(")");
            return inner;
        }

        var word = Next();
        if (word is "contains" or "startswith")
        {
            Demand("(");
            var name = Field(Next());
            Demand(",");
            var part = Value();
            Demand(")");
            return word == "contains"
                ? item => item.Get(name) is string text && text.Contains(part, comparison)
                : item => item.Get(name) is string text && text.StartsWith(part, comparison);
        }

        var field = Field(word);
        var equal = Takes("eq") || (Takes("ne") ? false : throw Bad());
        var value = Value();
        return item => string.Equals(item.Get(field) as string, value, comparison) == equal;
    }

    private string Value() => Next() is ['\'', .. var text] ? text : throw Bad();

    private static string Field(string word) => Fields.GetValueOrDefault(word) ?? throw Bad();

    private string Next() => at < words.Count ? words[at++] : throw Bad();

    private bool Takes(string word)
    {
        if (at >= words.Count || words[at] != word)
        {
            return false;
        }

        at++;
        return true;
    }

    private void Demand(string word)
    {
        if (!Takes(word))
        {
            throw Bad();
        }
    }

    /// <summary>Words, signs, and texts with a leading quote as their mark; a quote within a text is written twice.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] is '(' or ')' or ',')
            {
                words.Add(text[i++].ToString());
            }
            else if (text[i] == '\'')
            {
                words.Add(Quoted(text, ref i));
            }
            else
            {
                var start = i;
                while (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
                {
                    i++;
                }

                words.Add(i > start ? text[start..i] : throw Bad());
            }
        }

        return words;
    }

    private static string Quoted(string text, ref int i)
    {
        var value = new StringBuilder("'");
        for (i++; i < text.Length; i++)
        {
            if (text[i] == '\'' && (i + 1 >= text.Length || text[i + 1] != '\''))
            {
                i++;
                return value.ToString();
            }

            value.Append(text[i]);
            i += text[i] == '\'' ? 1 : 0;
        }

        throw Bad();
    }

    private static ArmError Bad() => new(400, "BadRequest", "Invalid OData parameters supplied.");
}
