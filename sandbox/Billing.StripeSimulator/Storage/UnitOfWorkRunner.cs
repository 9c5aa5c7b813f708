using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Protocol;

namespace Billing.StripeSimulator.Storage;

/// <summary>Runs units of work, and tells the background services when one was committed.</summary>
internal sealed class UnitOfWorkRunner(
    SimulatorStore store, SimulatorOptions options, SimulatorAddress address, SimulatorClock clock, TimeProvider wallClock)
{
    /// <summary>Raised after a commit that changed something: there may be events to deliver and sessions that will expire.</summary>
    public event Action? Committed;

    /// <summary>Runs the work in one transaction. What it did stays when it throws a <see cref="StripeApiException"/> that keeps changes.</summary>
    /// <param name="request">The API request behind it; null when time or a page caused it.</param>
    /// <param name="work">What to do.</param>
    /// <param name="at">The moment at which it happens; by default the clock's.</param>
    public T Run<T>(RequestContext? request, Func<UnitOfWork, T> work, DateTimeOffset? at = null)
    {
        StripeApiException? refusal = null;
        UnitOfWork? unit = null;
        var result = store.Run(() =>
        {
            unit = new UnitOfWork(store, options, address, at ?? clock.UtcNow, wallClock.GetUtcNow(), request);
            try
            {
                var done = work(unit);
                unit.RunAfterwards();
                return done;
            }
            catch (StripeApiException exception) when (exception.KeepsChanges)
            {
                refusal = exception;
                return default;
            }
        });
        if (unit!.HasChanges)
        {
            Committed?.Invoke();
        }

        return refusal is null ? result! : throw refusal;
    }

    /// <summary>Runs work that has no result in one transaction.</summary>
    public void Run(RequestContext? request, Action<UnitOfWork> work) => Run(request, unit =>
    {
        work(unit);
        return true;
    });
}
