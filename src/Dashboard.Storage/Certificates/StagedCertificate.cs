using Dashboard.Core.Certificates;

namespace Dashboard.Storage.Certificates;

/// <summary>A certificate that waits to be written, with the row that it came from.</summary>
internal readonly record struct StagedCertificate(int Row, int Line, CertificateDraft Draft);

/// <summary>What writing certificates did.</summary>
internal sealed class CertificateChanges
{
    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Those that contradict what is known, and why.</summary>
    public List<(StagedCertificate Certificate, string Problem)> Conflicts { get; } = [];

    public bool Any => Added + Changed > 0;
}
