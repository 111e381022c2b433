namespace Dashboard.Core.Certificates.Renewals;

/// <summary>
/// Finds what follows what, as known at a moment. In this order: what a person confirmed; the next version of the same certificate in Key Vault; and,
/// of certificates of one client, the one issued in the last third of the old one's validity when no other of that client was live.
/// What only might follow is a suggestion. The answer does not hang on the order in which certificates come.
/// </summary>
internal sealed class SuccessorFinder
{
    private readonly List<RenewedCertificate> certificates;
    private readonly Dictionary<long, RenewedCertificate> byId;
    private readonly Dictionary<(long Old, long New), bool> decided = [];
    private readonly Dictionary<long, Succession> successors = [];
    private readonly Dictionary<long, long> suggestions = [];
    private readonly HashSet<long> followers = [];
    private readonly DateTimeOffset asOf;

    private SuccessorFinder(IEnumerable<RenewedCertificate> all, IEnumerable<SuccessorDecision> decisions, DateTimeOffset asOf)
    {
        this.asOf = asOf;
        certificates = [.. all.Where(c => c.Known <= asOf)];
        certificates.Sort(RenewedCertificate.Compare);
        byId = certificates.ToDictionary(c => c.Id);
        Confirm(decisions.Where(d => d.At <= asOf).OrderBy(d => d.At).ThenBy(d => d.OldId).ThenBy(d => d.NewId));
        FollowVersions();
        foreach (var client in certificates.Where(c => c.Client is not null).GroupBy(c => c.Client, StringComparer.Ordinal)) FollowClient([.. client]);
    }

    /// <summary>What became of each certificate, in their order.</summary>
    public static List<RenewalOutcome> Find(IEnumerable<RenewedCertificate> all, IEnumerable<SuccessorDecision> decisions, DateTimeOffset asOf)
    {
        var found = new SuccessorFinder(all, decisions, asOf);
        return found.certificates.ConvertAll(c => RenewalOutcome.Of(
            c, found.successors.GetValueOrDefault(c.Id), found.suggestions.TryGetValue(c.Id, out var suggestion) ? suggestion : null, asOf));
    }

    private void Confirm(IEnumerable<SuccessorDecision> decisions)
    {
        foreach (var decision in decisions)
        {
            decided[(decision.OldId, decision.NewId)] = decision.Confirmed;
            if (!byId.TryGetValue(decision.OldId, out var old) || !byId.TryGetValue(decision.NewId, out var next)) continue;
            if (RenewedCertificate.Compare(old, next) >= 0) continue;
            if (decision.Confirmed) successors[old.Id] = Succeed(next, SuccessionBasis.Confirmed);
            else if (successors.GetValueOrDefault(old.Id)?.Id == next.Id) successors.Remove(old.Id);
        }

        followers.UnionWith(successors.Values.Select(s => s.Id));
    }

    private void FollowVersions()
    {
        foreach (var series in certificates.Where(c => c.Series is not null).GroupBy(c => c.Series, StringComparer.Ordinal))
        {
            RenewedCertificate? old = null;
            foreach (var next in series)
            {
                if (old is not null) Link(old, next, SuccessionBasis.NextVersion);
                old = next;
            }
        }
    }

    /// <summary>Goes through the certificates of one client in their order, with those that are live at each issue.</summary>
    private void FollowClient(List<RenewedCertificate> client)
    {
        var live = new PriorityQueue<RenewedCertificate, long>();
        for (var (from, to) = (0, 0); from < client.Count; from = to)
        {
            var moment = client[from].Issued;
            while (to < client.Count && client[to].Issued == moment) to++;
            while (live.TryPeek(out _, out var end) && end <= moment.UtcTicks * 2) live.Dequeue();

            // What was issued at one moment cannot follow one another, and stands in each other's way.
            var next = client[from];
            if (to - from == 1 && live.Count == 1 && live.Peek() is var old && MayFollow(old, next))
            {
                Link(old, next, SuccessionBasis.SameClient);
                live.Dequeue();
            }

            for (var i = from; i < to; i++) live.Enqueue(client[i], LiveUntil(client[i]));
        }

        Suggest(client);
    }

    private bool MayFollow(RenewedCertificate old, RenewedCertificate next) =>
        next.Issued >= old.LastThird && !successors.ContainsKey(old.Id) && !followers.Contains(next.Id) && decided.GetValueOrDefault((old.Id, next.Id), true);

    /// <summary>
    /// Until when a certificate is in the way of others, in half ticks: its last moment is part of its life, and the moment at which something
    /// ended it, or at which its successor was issued, is not.
    /// </summary>
    private long LiveUntil(RenewedCertificate certificate)
    {
        var until = (certificate.NotAfter.UtcTicks * 2) + 1;
        if (certificate.Revoked is { } revoked && revoked.Known <= asOf) until = Math.Min(until, revoked.At.UtcTicks * 2);
        if (certificate.Retired is { } retired && retired.Known <= asOf) until = Math.Min(until, retired.At.UtcTicks * 2);
        return successors.TryGetValue(certificate.Id, out var next) ? Math.Min(until, next.Issued.UtcTicks * 2) : until;
    }

    /// <summary>Of what has no successor, the first later one that follows nothing and that nobody said no to.</summary>
    private void Suggest(List<RenewedCertificate> client)
    {
        var free = client.Where(c => !followers.Contains(c.Id)).ToList();
        var later = 0;
        foreach (var old in client)
        {
            while (later < free.Count && free[later].Issued <= old.Issued) later++;
            if (successors.ContainsKey(old.Id)) continue;
            var at = later;
            while (at < free.Count && !decided.GetValueOrDefault((old.Id, free[at].Id), true)) at++;
            if (at == free.Count) continue;
            var retiredBefore = old.Retired is { } retired && retired.Known <= asOf && retired.At <= free[at].Issued;
            if (!retiredBefore) suggestions[old.Id] = free[at].Id;
        }
    }

    private void Link(RenewedCertificate old, RenewedCertificate next, SuccessionBasis basis)
    {
        if (successors.TryAdd(old.Id, Succeed(next, basis))) followers.Add(next.Id);
    }

    private static Succession Succeed(RenewedCertificate next, SuccessionBasis basis) => new(next.Id, basis, next.Issued, next.NotBefore);
}
