using System.Text.RegularExpressions;

namespace Dashboard.Core.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void Local_links_in_documents_lead_somewhere()
    {
        string[] folders = ["", "docs", "docs/adr", "infra"];
        var documents = folders.SelectMany(f => Directory.GetFiles(Path.Combine(Repository.Root, f), "*.md")).ToList();
        Assert.NotEmpty(documents);
        var broken =
            from document in documents
            from Match link in LocalLink().Matches(File.ReadAllText(document))
            let target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value)
            where !Path.Exists(target)
            select $"{Path.GetRelativePath(Repository.Root, document)}: {link.Groups[1].Value}";
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex LocalLink();
}
