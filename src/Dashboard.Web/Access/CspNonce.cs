using System.Security.Cryptography;

namespace Dashboard.Web.Access;

/// <summary>
/// The nonce that inline scripts of this response must carry. It belongs to the response that a page is first rendered
/// in: inside a circuit there is no response, and a fresh value that no policy knows.
/// </summary>
public sealed class CspNonce
{
    /// <summary>The value, the same for the whole scope.</summary>
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
}
