using System.Security.Cryptography;
using System.Text;
using Dashboard.Core.Posture;

namespace Dashboard.Storage.Model;

/// <summary>The hash by which equal sets of tag findings are found.</summary>
internal static class TagSetBytes
{
    private const int HashBytes = 16;

    /// <summary>The hash; every text carries its length, so that no two sets can read alike.</summary>
    public static byte[] Hash(IReadOnlyList<TagFinding> findings)
    {
        var text = new StringBuilder(256);
        foreach (var finding in findings)
        {
            text.Append((int)finding.Kind).Append('.').Append((int)finding.Standing);
            foreach (var part in (string[])[finding.Level, finding.Name, finding.Value]) text.Append('|').Append(part.Length).Append(':').Append(part);
            text.Append('\n');
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..HashBytes];
    }
}
