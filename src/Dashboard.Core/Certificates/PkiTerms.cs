using Dashboard.Core.Audit;

namespace Dashboard.Core.Certificates;

/// <summary>What may be written into the register of PKIs.</summary>
public static class PkiTerms
{
    /// <summary>The longest name, owner, contact.</summary>
    public const int MaxText = 200;

    /// <summary>The longest renewal policy.</summary>
    public const int MaxPolicy = 2000;

    /// <summary>The most issuers, and the most revocation points.</summary>
    public const int MaxList = 50;

    /// <summary>The longest address.</summary>
    public const int MaxAddress = 1000;

    /// <summary>The most that a certificate can cost.</summary>
    public const decimal MaxCost = 1_000_000m;

    /// <summary>
    /// An entry as it is kept: texts trimmed, empty ones null. Beside it what is wrong with it, by field; then the entry is not to be kept.
    /// </summary>
    /// <param name="entry">What was written; its issuers are read by <paramref name="issuers"/>.</param>
    /// <param name="issuers">The names of the issuing authorities, as written.</param>
    public static (PkiEntry Entry, IReadOnlyDictionary<string, string> Problems) Read(PkiEntry entry, IReadOnlyList<string?> issuers)
    {
        var problems = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = issuers.Select(i => i is null ? null : DistinguishedName.Read(i)).ToList();
        if (names.Count is 0 or > MaxList || names.Exists(n => n is null or { Key.Length: 0 }))
            problems["issuers"] = $"1 to {MaxList} distinguished names of issuing authorities are needed, such as CN=Contoso Client CA, O=Contoso.";
        var points = entry.RevocationPoints.Select(p => p?.Trim() ?? "").ToList();
        if (points.Count > MaxList || points.Exists(p => !IsAddress(p)))
            problems["revocationPoints"] = $"At most {MaxList} http, https or ldap addresses of up to {MaxAddress} characters are taken.";
        if (entry.RenewalDays is < 1 or > 3650) problems["renewalDays"] = "Renewal days are 1 to 3650.";
        if (entry.CostPerCertificate is < 0 or > MaxCost) problems["costPerCertificate"] = $"A cost is 0 to {MaxCost}.";
        var currency = entry.Currency?.Trim().ToUpperInvariant() is { Length: > 0 } code ? code : null;
        if (currency is not null && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))) problems["currency"] = "A currency has three letters.";
        if (entry.CostPerCertificate is null != currency is null) problems.TryAdd("currency", "A cost and its currency go together.");

        var kept = entry with
        {
            Name = Line("name", entry.Name, problems) ?? "",
            Issuers = [.. names.OfType<DistinguishedName>().DistinctBy(n => n.Key)],
            Owner = Line("owner", entry.Owner, problems),
            Contact = Line("contact", entry.Contact, problems),
            RenewalPolicy = Policy(entry.RenewalPolicy, problems),
            RevocationPoints = points,
            Currency = currency,
        };
        if (kept.Name.Length == 0) problems.TryAdd("name", $"A name of 1 to {MaxText} characters is needed.");
        return (kept, problems);
    }

    private static string? Line(string field, string? text, SortedDictionary<string, string> problems)
    {
        var line = text?.Trim() ?? "";
        if (line.Length > MaxText) problems[field] = $"It is one line of at most {MaxText} characters.";
        return line.Length == 0 ? null : SafeText.Of(line, MaxText);
    }

    private static string? Policy(string? text, SortedDictionary<string, string> problems)
    {
        var policy = AuditText.Clean(text?.Trim() ?? "");
        if (policy.Length > MaxPolicy) problems["renewalPolicy"] = $"It has at most {MaxPolicy} characters.";
        return policy.Length == 0 ? null : policy;
    }

    // Shown as text and never fetched; a link is made of http and https alone.
    private static bool IsAddress(string text) =>
        text.Length is > 0 and <= MaxAddress
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps || address.Scheme is "ldap" or "ldaps")
        && address.UserInfo.Length == 0;
}
