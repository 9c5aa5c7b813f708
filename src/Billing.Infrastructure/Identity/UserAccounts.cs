using System.Linq.Expressions;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Operations;
using Billing.Infrastructure.Persistence;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Identity;

/// <summary>The accounts, kept by ASP.NET Core Identity. The address is the user name, so that its index keeps it unique.</summary>
internal sealed class UserAccounts(
    UserManager<User> users,
    RoleManager<IdentityRole<Guid>> roles,
    BillingDbContext db,
    IOptions<IdentityOptions> options,
    TimeProvider timeProvider) : IUserAccounts
{
    public async Task<Account> CreateAsync(
        string email, string? name, string password, Func<Guid, EmailMessage>? firstMail, CancellationToken cancellationToken)
    {
        var user = new User { UserName = email, Email = email, Name = name, CreatedAt = timeProvider.GetUtcNow().UtcDateTime };
        if (firstMail is not null)
        {
            // Identity's store saves everything that this context has to save.
            db.EmailMessages.Add(firstMail(user.Id));
        }

        try
        {
            ThrowIfRefused(await users.CreateAsync(user, password));
        }
        catch (UniqueViolationException)
        {
            throw EmailTaken();
        }

        return new Account(user.Id, email, EmailConfirmed: false, name, []);
    }

    public async Task<Account?> SignInAsync(string email, string password, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null || user.DeletedAt is not null || IsLockedOut(user))
        {
            // Hashing takes nearly all the time of a sign-in: without it the time would tell who has an account.
            users.PasswordHasher.HashPassword(new User(), password);
            return null;
        }

        if (!await users.CheckPasswordAsync(user, password))
        {
            await CountFailureAsync(user.Id, cancellationToken);
            return null;
        }

        if (user.AccessFailedCount > 0)
        {
            await ForgetFailuresAsync(user.Id, cancellationToken);
        }

        return await FindAsync(user.Id, cancellationToken);
    }

    public Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken) => ReadAsync(u => u.Id == id, cancellationToken);

    public Task<Account?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var normalized = users.NormalizeEmail(email);
        return ReadAsync(u => u.NormalizedEmail == normalized, cancellationToken);
    }

    public async Task GrantAsync(Guid id, string role, CancellationToken cancellationToken)
    {
        if (!await roles.RoleExistsAsync(role))
        {
            ThrowIfRefused(await roles.CreateAsync(new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7() }));
        }

        var user = await users.FindByIdAsync(id.ToString())
            ?? throw new BillingException(BillingErrorKind.NotFound, "user_not_found", "There is no such user.");
        if (!await users.IsInRoleAsync(user, role))
        {
            ThrowIfRefused(await users.AddToRoleAsync(user, role));
        }
    }

    public async Task<string?> NewEmailTokenAsync(Guid id, CancellationToken cancellationToken) =>
        await LivingAsync(id) is { } user ? await users.GenerateEmailConfirmationTokenAsync(user) : null;

    public async Task<string?> NewPasswordTokenAsync(Guid id, CancellationToken cancellationToken) =>
        await LivingAsync(id) is { } user ? await users.GeneratePasswordResetTokenAsync(user) : null;

    public async Task<bool> ConfirmEmailAsync(Guid id, string token, CancellationToken cancellationToken) =>
        await LivingAsync(id) is { } user && (user.EmailConfirmed || (await users.ConfirmEmailAsync(user, token)).Succeeded);

    public async Task<bool> ResetPasswordAsync(Guid id, string token, string password, CancellationToken cancellationToken)
    {
        if (await LivingAsync(id) is not { } user)
        {
            return false;
        }

        user.EmailConfirmed = true;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        var result = await users.ResetPasswordAsync(user, token, password);
        if (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.InvalidToken)))
        {
            // Nothing was saved; nor may anything be later.
            db.Forget();
            return false;
        }

        ThrowIfRefused(result);
        return true;
    }

    private async Task<User?> LivingAsync(Guid id) => await users.FindByIdAsync(id.ToString()) is { DeletedAt: null } user ? user : null;

    private bool IsLockedOut(User user) => user.LockoutEnd > timeProvider.GetUtcNow();

    /// <summary>
    /// Counted in the database: guesses that come at the same time are all counted. Identity's own count loses those that meet.
    /// </summary>
    private Task CountFailureAsync(Guid id, CancellationToken cancellationToken)
    {
        var lockout = options.Value.Lockout;
        var last = lockout.MaxFailedAccessAttempts - 1;
        DateTimeOffset? until = timeProvider.GetUtcNow() + lockout.DefaultLockoutTimeSpan;
        return db.InTransactionAsync(
            token => db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(
                set => set
                    .SetProperty(u => u.LockoutEnd, u => u.AccessFailedCount >= last ? until : u.LockoutEnd)
                    .SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount >= last ? 0 : u.AccessFailedCount + 1),
                token),
            cancellationToken);
    }

    private Task ForgetFailuresAsync(Guid id, CancellationToken cancellationToken) => db.InTransactionAsync(
        token => db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, 0), token),
        cancellationToken);

    private Task<Account?> ReadAsync(Expression<Func<User, bool>> which, CancellationToken cancellationToken) => db.Users
        .Where(u => u.DeletedAt == null)
        .Where(which)
        .Select(u => new Account(
            u.Id,
            u.Email!,
            u.EmailConfirmed,
            u.Name,
            db.UserRoles.Where(held => held.UserId == u.Id).Join(db.Roles, held => held.RoleId, role => role.Id, (_, role) => role.Name!).ToList()))
        .SingleOrDefaultAsync(cancellationToken);

    private static void ThrowIfRefused(IdentityResult result)
    {
        if (result.Succeeded)
        {
            return;
        }

        var codes = result.Errors.Select(e => e.Code).ToList();
        if (codes.Exists(c => c is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName)))
        {
            throw EmailTaken();
        }

        throw codes.TrueForAll(c => c.StartsWith("Password", StringComparison.Ordinal))
            ? new ValidationException(result.Errors.Select(e => new ValidationFailure("Password", e.Description)))
            : new InvalidOperationException($"The account store refused: {string.Join(", ", codes)}.");
    }

    private static BillingException EmailTaken() =>
        new(BillingErrorKind.Conflict, "email_taken", "This e-mail address has an account already. Sign in instead.") { Field = "email" };
}
