using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>Reads the estate for one run: scopes, tags and tiers first, then the apps, then by ARM what Resource Graph left out.</summary>
internal sealed class EstateReader(IAzureEstate estate, CollectionSettings settings, RunHeart heart)
{
    /// <summary>Reads everything that can be read. Null where not even the subscriptions could be listed.</summary>
    public async Task<EstateReading?> ReadAsync(EstateReading reading, CancellationToken cancellationToken)
    {
        await heart.BeatAsync(reading.Progress("Listing subscriptions"), cancellationToken);
        var subscriptions = await estate.ReadSubscriptionsAsync(reading.SubscriptionsLog, cancellationToken);
        if (subscriptions is null) return null;
        reading.Subscriptions = subscriptions;
        if (subscriptions.Count == 0) return reading;

        var ids = subscriptions.Select(s => s.SubscriptionId).ToList();
        await foreach (var page in estate.ReadResourceGroupsAsync(ids, reading.ResourceGroupsLog, cancellationToken))
        {
            foreach (var group in page.Where(g => g.TagsRead)) reading.GroupTags[EstateReading.GroupKey(group.SubscriptionId, group.Name)] = group.Tags;
            await heart.BeatAsync(reading.Progress("Reading resource groups"), cancellationToken);
        }

        await foreach (var page in estate.ReadPlansAsync(ids, reading.PlansLog, cancellationToken))
        {
            foreach (var plan in page) reading.Plans[ResourceIds.Key(plan.ResourceId)] = plan;
            await heart.BeatAsync(reading.Progress("Reading plans"), cancellationToken);
        }

        await foreach (var page in estate.ReadSightingsAsync(ids, reading.AppsLog, cancellationToken))
        {
            foreach (var app in page) reading.Apps.Add(app);
            await heart.BeatAsync(reading.Progress("Reading apps"), cancellationToken);
        }

        return reading;
    }

    /// <summary>
    /// Reads Azure's change records since <paramref name="since"/>: after the apps, so that it has whatever changed the states just read.
    /// </summary>
    public async Task ReadChangesAsync(EstateReading reading, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var ids = reading.Subscriptions.Select(s => s.SubscriptionId).ToList();
        await foreach (var page in estate.ReadChangesAsync(ids, since, reading.ChangesLog, cancellationToken))
        {
            reading.Changes.AddRange(page);
            await heart.BeatAsync(reading.Progress("Reading changes"), cancellationToken);
        }
    }

    /// <summary>
    /// Reads by ARM what the rows of apps left out. A row that is recognised left out nothing: none that does is remembered,
    /// since what ARM says can change while the row stays.
    /// </summary>
    public async Task CompleteAsync(EstateReading reading, CancellationToken cancellationToken)
    {
        var needs = reading.Apps.Unrecognised
            .Select(app => (App: app.Value, Site: NeedsSite(app.Value), Configuration: NeedsConfiguration(app.Value)))
            .Where(n => n.Site || n.Configuration)
            // What decides a verdict first, so that the bound is spent where it matters.
            .OrderByDescending(n => n.Site).ThenBy(n => n.App.ResourceId, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var budget = settings.MaxArmReads;
        var affordable = needs.TakeWhile(n => (budget -= (n.Site ? 1 : 0) + (n.Configuration ? 1 : 0)) >= 0).ToList();
        if (affordable.Count < needs.Count)
        {
            reading.Warnings.Add(
                $"{needs.Count - affordable.Count} apps could not be completed by ARM: the limit of {settings.MaxArmReads} "
                + "reads a run is used up (Dashboard__Collection__MaxArmReads). What was not read stands as unknown.");
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.ArmConcurrency, CancellationToken = cancellationToken };
        var completed = new AppObservation[affordable.Count];
        await Parallel.ForAsync(0, affordable.Count, options, async (i, ct) =>
        {
            var need = affordable[i];
            completed[i] = await estate.CompleteAsync(need.App, need.Site, need.Configuration, reading.ConfigurationLog, ct);
            await heart.BeatAsync(reading.Progress("Reading app configuration"), ct);
        });
        foreach (var app in completed.Concat(needs.Skip(affordable.Count).Select(n => n.App))) reading.Apps.Add(AppSighting.Of(app));
    }

    /// <summary>True where a property that decides the verdict was absent from the row.</summary>
    private static bool NeedsSite(AppObservation app)
    {
        if (AppKinds.CannotAskForCertificates(app.Kind)) return false;
        var mode = EffectiveModes.Of(app.ClientCertEnabled, app.ClientCertMode);
        var incomplete = app.ExclusionPaths.State == ReadingState.Absent || app.HttpsOnly.State == ReadingState.Absent;
        return (mode == EffectiveMode.Require && incomplete)
            || (mode == EffectiveMode.Unknown && app.ClientCertMode.State == ReadingState.Absent);
    }

    private static bool NeedsConfiguration(AppObservation app) =>
        !app.ConfigurationRead && !AppKinds.CannotAskForCertificates(app.Kind);
}
