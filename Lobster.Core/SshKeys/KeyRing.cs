using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.SshKeys;

/// <summary>An account's public keys: list, add, remove.</summary>
public sealed class KeyRing(Transactions transactions, BusinessClock clock)
{
    private const int MostKeys = 100;

    /// <summary>All keys of an account, newest first; empty for an account that the actor may not see.</summary>
    public Task<IReadOnlyList<SshKey>> ListAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<SshKey>>(
            async (db, token) => await db.MayReadAsync(actor, accountId, token)
                ? await db.SshKeys.Where(k => k.AccountId == accountId).OrderByDescending(k => k.Id).ToListAsync(token)
                : [], cancellationToken);

    /// <summary>Adds a key. Without a name it takes the key's comment.</summary>
    public Task<Outcome<SshKeyId>> AddAsync(Actor actor, AccountId accountId, string? name, string? publicKey, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<SshKeyId>>(async (db, token) =>
        {
            if (await db.EnterAccountAsync(actor, accountId, token) is { } refusal) return refusal;
            if (PublicKeyLine.Read(publicKey, out var line) is { } bad) return bad;
            var called = string.IsNullOrWhiteSpace(name) ? line!.Comment : name.Trim();
            if (called.Length is 0 or > 64 || called.Any(char.IsControl)) return new Refusal.Invalid("Name", "Enter a name of 1 to 64 characters.");
            if (await db.SshKeys.AnyAsync(k => k.AccountId == accountId && k.Fingerprint == line!.Fingerprint, token))
                return new Refusal.Invalid("PublicKey", "This key is there already.");
            if (await db.SshKeys.CountAsync(k => k.AccountId == accountId, token) >= MostKeys) return new Refusal.LimitReached("An account may have {0} keys.", MostKeys);
            var key = new SshKey { AccountId = accountId, Name = called, PublicKey = line!.Text, Fingerprint = line.Fingerprint, CreatedAt = clock.Now };
            db.SshKeys.Add(key);
            await db.SaveChangesAsync(token);
            db.Record(clock.Now, actor, "key.added", SubjectKind.SshKey, key.Id.Value, accountId, new { key.Name, key.Fingerprint });
            return key.Id;
        }, cancellationToken);

    /// <summary>Removes a key from the account. Machines that were created with it keep it.</summary>
    public Task<Outcome<SshKeyId>> RemoveAsync(Actor actor, SshKeyId keyId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<SshKeyId>>(async (db, token) =>
        {
            var key = await db.SshKeys.SingleOrDefaultAsync(k => k.Id == keyId, token);
            if (await db.EnterAccountAsync(actor, key?.AccountId ?? default, token) is { } refusal) return refusal;
            db.SshKeys.Remove(key!);
            db.Record(clock.Now, actor, "key.removed", SubjectKind.SshKey, keyId.Value, key!.AccountId, new { key.Name, key.Fingerprint });
            return keyId;
        }, cancellationToken);
}
