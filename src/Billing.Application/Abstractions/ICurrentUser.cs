namespace Billing.Application.Abstractions;

/// <summary>Who is asking.</summary>
public interface ICurrentUser
{
    /// <summary>The signed-in user's id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the action should have asked for it.</exception>
    Guid Id { get; }
}
