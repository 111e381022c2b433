namespace Dashboard.Storage.Merging;

/// <summary>What every changed app of a merge passes through.</summary>
internal sealed record RunWriters(long RunTime, EvidenceWriter Evidence, KpiWriter Kpis, LabelWriter Labels, EventWriter Events);
