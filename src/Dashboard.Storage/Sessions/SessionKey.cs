using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dashboard.Storage.Sessions;

/// <summary>The secret by which a cookie names its session.</summary>
internal static class SessionKey
{
    /// <summary>A new one: 256 random bits.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of it. A key has more entropy than any guess, so a plain hash is enough.</summary>
    public static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
