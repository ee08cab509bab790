/** What a container's root has by default in Docker, containerd and Podman; anybody else has none of it in effect. */
export const USUAL_CAPABILITIES = 0xa80425fbn;
