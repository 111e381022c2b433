using Dashboard.Core.Exceptions;
using Dashboard.Web.Demo;

namespace Dashboard.Web.Tests.Hosting;

public sealed class DemoExceptionPlanTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<DemoExceptionPlan> Year { get; } =
        [.. Enumerable.Range(0, 365).Select(day => DemoExceptionPlan.Of(First.AddDays(day))).OfType<DemoExceptionPlan>()];

    [Fact]
    public void Something_is_asked_for_twice_a_week() => Assert.Equal(105, Year.Count);

    [Fact]
    public void Nobody_decides_what_they_asked_for_themselves() => Assert.All(Year.SelectMany(p => p.Steps.Concat(p.Renewal().Steps)), step => Assert.Equal(
        step.Step is ExceptionStep.Approved or ExceptionStep.Rejected or ExceptionStep.Revoked || step.By == DemoRole.Approver,
        step.By == DemoRole.Approver));

    [Fact]
    public void Every_step_is_taken_before_the_expiry_and_in_order() => Assert.All(Year, plan =>
    {
        Assert.True(plan.Steps[^1].Day < plan.Days && (plan.RenewedOn ?? 0) < plan.Days);
        Assert.Equal(plan.Steps.OrderBy(s => s.Day), plan.Steps);
        Assert.Equal(plan.Steps.Count, plan.Steps.Select(s => s.Text).Distinct().Count());
    });

    [Fact]
    public void Within_two_months_everything_has_happened()
    {
        foreach (var start in Enumerable.Range(0, 300))
        {
            var plans = Enumerable.Range(start, 62).Select(day => DemoExceptionPlan.Of(First.AddDays(day))).OfType<DemoExceptionPlan>().ToList();
            ExceptionStep[] all = [ExceptionStep.Approved, ExceptionStep.Rejected, ExceptionStep.Withdrawn, ExceptionStep.Revoked, ExceptionStep.Commented];
            Assert.Superset(all.ToHashSet(), plans.SelectMany(p => p.Steps).Select(s => s.Step).ToHashSet());
            Assert.Contains(plans, p => p.RenewedOn is not null);
            Assert.Contains(plans, p => p.Apps > 1);
        }
    }

    [Fact]
    public void Whatever_day_it_is_something_waits_for_a_decision_and_something_ends_soon()
    {
        for (var now = First.AddDays(60); now < First.AddDays(365); now = now.AddHours(5))
        {
            var asked = Enumerable.Range(0, 365).Select(day => First.AddDays(day)).Where(m => m <= now)
                .Select(m => (At: m, Plan: DemoExceptionPlan.Of(m))).Where(a => a.Plan is not null).ToList();
            Assert.Contains(asked, a => a.At.AddDays(a.Plan!.Steps.First(s => s.Step != ExceptionStep.Commented).Day) > now);
            Assert.Contains(asked, a => a.Plan!.RenewedOn is null && a.Plan.Steps is [{ Step: ExceptionStep.Approved } approved]
                && a.At.AddDays(approved.Day) <= now && a.At.AddDays(a.Plan.Days) > now && a.At.AddDays(a.Plan.Days) <= now.AddDays(14));
        }
    }
}
