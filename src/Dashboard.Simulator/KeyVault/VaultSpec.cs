using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.KeyVault;

/// <summary>A vault of the invented organisation, with all client certificates that are ever in it.</summary>
/// <param name="Name">Its name, which is the first part of its host.</param>
/// <param name="Certificates">Its certificates, by name.</param>
internal sealed record VaultSpec(string Name, IReadOnlyList<CertificateSpec> Certificates)
{
    /// <summary>Where Azure would have it. Ids name this host, wherever the simulator serves the vault.</summary>
    public Uri Home { get; } = new($"https://{Name}.vault.azure.net");
}

/// <summary>A certificate of a vault: the client certificates of one client, one version after the other.</summary>
internal sealed record CertificateSpec
{
    public required string Name { get; init; }

    /// <summary>The client as people call it.</summary>
    public required string Client { get; init; }

    /// <summary>The app that lets it in.</summary>
    public required AppSpec App { get; init; }

    /// <summary>Whether tags tell client and app.</summary>
    public required bool IsTagged { get; init; }

    public required string HostName { get; init; }

    /// <summary>How its policy calls the issuer: <c>Self</c>, <c>Unknown</c> for one that is managed elsewhere, or the name of one that the vault knows.</summary>
    public required string Issuer { get; init; }

    public required KeyShape Key { get; init; }

    public required bool Exportable { get; init; }

    /// <summary>Object identifiers of its extended key usages; none where it restricts nothing.</summary>
    public required IReadOnlyList<string> Ekus { get; init; }

    public required int ValidityDays { get; init; }

    /// <summary>Its versions in the order of their making.</summary>
    public required IReadOnlyList<VersionSpec> Versions { get; init; }

    /// <summary>When it was deleted from its vault; null for never.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public bool IsThere(DateTimeOffset at) => Versions[0].Created <= at && !(DeletedAt <= at);

    /// <summary>The versions that there are at an instant, oldest first.</summary>
    public IEnumerable<VersionSpec> At(DateTimeOffset at) => Versions.TakeWhile(v => v.Created <= at);
}

/// <summary>A version. Its instants are whole seconds, as Key Vault has them.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Created">When the vault made or got it.</param>
/// <param name="NotBefore">The first instant of its validity: vaults begin it ten minutes early.</param>
/// <param name="NotAfter">The last one.</param>
internal sealed record VersionSpec(string Id, DateTimeOffset Created, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>When somebody disabled it, because the client needs it no more; null for never.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    public bool IsEnabled(DateTimeOffset at) => !(DisabledAt <= at);

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Updated(DateTimeOffset at) => IsEnabled(at) ? Created : DisabledAt!.Value;
}

/// <summary>The kind and size of a key.</summary>
internal enum KeyShape
{
    /// <summary>RSA with 1024 bits, which is weak.</summary>
    Rsa1024,
    Rsa2048,
    Rsa3072,
    P256,
}
