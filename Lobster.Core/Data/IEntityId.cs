namespace Lobster.Core.Data;

/// <summary>A typed Int64 id, so that the id of one thing cannot be handed over as the id of another.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The number as stored.</summary>
    long Value { get; }

    /// <summary>Wraps a stored number.</summary>
    static abstract TSelf From(long value);
}
