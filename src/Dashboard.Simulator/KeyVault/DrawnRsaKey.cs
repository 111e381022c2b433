using System.Numerics;
using System.Security.Cryptography;
using Dashboard.Simulator.Estate;

namespace Dashboard.Simulator.KeyVault;

/// <summary>
/// An RSA key with 2048 bits that comes of a draw: the same in each process, so that certificates are the same to the byte. It is a secret of
/// nobody and protects nothing.
/// </summary>
internal static class DrawnRsaKey
{
    private const int PrimeBits = 1024;

    private static readonly BigInteger Exponent = 65537;
    private static readonly int[] SmallPrimes = [.. Enumerable.Range(3, 2000).Where(n => n % 2 == 1 && Enumerable.Range(2, (int)Math.Sqrt(n) - 1).All(d => n % d != 0))];

    public static RSA Of(Draw draw)
    {
        var (p, q) = (Prime(draw.For("p")), Prime(draw.For("q")));
        if (p < q)
        {
            (p, q) = (q, p);
        }

        var d = Inverse(Exponent, (p - 1) * (q - 1));
        var key = RSA.Create();
        key.ImportParameters(new RSAParameters
        {
            Modulus = Bytes(p * q, PrimeBits / 4),
            Exponent = Exponent.ToByteArray(true, true),
            D = Bytes(d, PrimeBits / 4),
            P = Bytes(p, PrimeBits / 8),
            Q = Bytes(q, PrimeBits / 8),
            DP = Bytes(d % (p - 1), PrimeBits / 8),
            DQ = Bytes(d % (q - 1), PrimeBits / 8),
            InverseQ = Bytes(Inverse(q, p), PrimeBits / 8),
        });
        return key;
    }

    /// <summary>Bytes of a draw, as many as wanted.</summary>
    public static byte[] Drawn(Draw draw, int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i += 16)
        {
            // A draw's own GUID has fixed bits; a hash of it has none.
            SHA256.HashData(draw.For(i).Guid().ToByteArray()).AsSpan(0, Math.Min(16, length - i)).CopyTo(bytes.AsSpan(i));
        }

        return bytes;
    }

    private static BigInteger Prime(Draw draw)
    {
        var bytes = Drawn(draw, PrimeBits / 8);
        // Both upper bits are set, so that two primes make a number of the full length.
        bytes[0] |= 0xC0;
        bytes[^1] |= 1;
        var candidate = new BigInteger(bytes, true, true);
        while (!IsPrime(candidate))
        {
            candidate += 2;
        }

        return candidate;
    }

    // Of numbers that were drawn, one that passes for two bases and is composite will not be met.
    private static bool IsPrime(BigInteger n) =>
        SmallPrimes.All(p => n % p != 0) && (n - 1) % Exponent != 0 && Passes(n, 2) && Passes(n, 3);

    /// <summary>The test of Miller and Rabin for one base.</summary>
    private static bool Passes(BigInteger n, BigInteger witness)
    {
        var (odd, twos) = (n - 1, 0);
        while (odd.IsEven)
        {
            (odd, twos) = (odd / 2, twos + 1);
        }

        var x = BigInteger.ModPow(witness, odd, n);
        for (var i = 0; i < twos; i++)
        {
            if (x == n - 1 || (i == 0 && x.IsOne))
            {
                return true;
            }

            x = x * x % n;
        }

        return false;
    }

    private static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        var (a, b, x, y) = (value % modulus, modulus, BigInteger.One, BigInteger.Zero);
        while (a > 1)
        {
            (a, b, x, y) = (b % a, a, y - (b / a * x), x);
        }

        return ((x % modulus) + modulus) % modulus;
    }

    private static byte[] Bytes(BigInteger value, int length)
    {
        var bytes = new byte[length];
        var own = value.ToByteArray(true, true);
        own.CopyTo(bytes, length - own.Length);
        return bytes;
    }
}
