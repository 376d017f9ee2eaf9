package io.maskstream.chaos.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between clients and the broker: TCP, on loopback, that can be cut or stand still. Thread-safe. */
final class LoopbackProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private enum State {
        OPEN,
        /** Connections are closed, and new ones too. */
        CUT,
        /** Connections stay open, and nothing comes through. */
        STALLED
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private State state = State.CUT;
    private int target;

    /** Listens on any free port, cut at first. */
    LoopbackProxy() throws IOException {
        server = new ServerSocket(0, 200, loopback());
        daemon("proxy-accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Lets new connections through to a port, and what stands still go on. */
    void open(int targetPort) {
        synchronized (gate) {
            target = targetPort;
            state = State.OPEN;
            gate.notifyAll();
        }
    }

    void cut() {
        change(State.CUT);
        sockets.forEach(LoopbackProxy::quietlyClose);
        sockets.clear();
    }

    void stall() {
        change(State.STALLED);
    }

    private void change(State next) {
        synchronized (gate) {
            state = next;
            gate.notifyAll();
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                sockets.add(client);
                daemon("proxy-connect", () -> connect(client));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void connect(Socket client) {
        var broker = new Socket();
        sockets.add(broker);
        try {
            passGate();
            int port;
            synchronized (gate) {
                port = target;
            }
            broker.connect(new InetSocketAddress(loopback(), port), 5_000);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            daemon("proxy-up", () -> pump(client, broker));
            pump(broker, client);
        } catch (IOException refused) {
            end(client, broker);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[BUFFER];
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                passGate();
                out.write(buffer, 0, length);
            }
        } catch (IOException cut) {
            // both ends are closed below
        } finally {
            end(from, to);
        }
    }

    /** Waits while the network stands still. */
    private void passGate() throws IOException {
        synchronized (gate) {
            try {
                while (state == State.STALLED) {
                    gate.wait();
                }
            } catch (InterruptedException stopped) {
                throw new IOException("stopped", stopped);
            }
            if (state == State.CUT) {
                throw new IOException("cut");
            }
        }
    }

    private void end(Socket... ends) {
        for (Socket socket : ends) {
            sockets.remove(socket);
            quietlyClose(socket);
        }
    }

    private static void quietlyClose(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    private static void daemon(String name, Runnable action) {
        var thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
