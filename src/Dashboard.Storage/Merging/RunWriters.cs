namespace Dashboard.Storage.Merging;

/// <summary>What every changed app of a merge passes through.</summary>
internal sealed record RunWriters(
    long RunTime, EvidenceWriter Evidence, TagSetWriter Tags, KpiWriter Kpis, LabelWriter Labels, EventWriter Events, FindingWriter Findings);
